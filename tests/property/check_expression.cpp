#include "property/check_expression.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace sinter::testing {
namespace {

std::string text_of(options const& how) {
  return std::string(to_string(how.mode)) + ", " + std::to_string(how.threads) + " threads" +
         (how.contract ? ", contracted" : "");
}

// The memory around the elements is filled too, so that a stray store shows.
class any_array {
 public:
  any_array(tested_type const& type, random_source& random, shape_type shape, bool plain)
      : type_(type), layout_(random_layout(random, std::move(shape), plain, size_)), memory_(fresh()) {
    type.fill(memory_.get(), size_, random);
  }

  layout const& where() const { return layout_; }
  index_t size() const { return size_; }
  std::size_t bytes() const { return static_cast<std::size_t>(size_) * type_.size; }
  std::byte* memory() const { return memory_.get(); }
  std::unique_ptr<std::byte[]> fresh() const { return std::make_unique<std::byte[]>(bytes()); }

  std::byte* at(index_t const* index, std::size_t rank) const { return element(layout_.place(index, rank)); }
  std::byte* element(index_t place) const { return memory_.get() + static_cast<std::size_t>(place) * type_.size; }
  operator tested_array() const { return {memory_.get(), layout_}; }

  std::string text() const { return testing::text_of(layout_.shape) + testing::text_of(layout_.strides); }

 private:
  tested_type const& type_;
  index_t size_ = 0;
  layout layout_;
  std::unique_ptr<std::byte[]> memory_;
};

// One expression with one set of arrays.
class trial {
 public:
  trial(tested_expression const& expression, random_source& random, shape_type const& shape, bool plain)
      : expression_(expression),
        shape_(shape),
        a_(expression.operands[0], random, broadcastable(random, shape), plain),
        b_(expression.operands[1], random, broadcastable(random, shape), plain),
        c_(expression.operands[2], random, broadcastable(random, shape), plain),
        out_(expression.result, random, shape, plain),
        before_(out_.fresh()),
        expected_(out_.fresh()) {
    std::memcpy(before_.get(), out_.memory(), out_.bytes());
  }

  void expect(bool contract) {
    std::memcpy(expected_.get(), before_.get(), out_.bytes());
    reference::contracting = contract;
    for_each_index(shape_, [&](index_t const* index) {
      expression_.reference({a_.at(index, shape_.size()), b_.at(index, shape_.size()), c_.at(index, shape_.size())},
                            expected(out_.where().place(index)));
    });
  }

  // False, and reported, where an element differs.
  bool run(options const* how) const {
    std::memcpy(out_.memory(), before_.get(), out_.bytes());
    expression_.statement({a_, b_, c_}, out_, how);
    if (std::memcmp(out_.memory(), expected_.get(), out_.bytes()) == 0) return true;
    for (index_t i = 0; i < out_.size(); ++i) {
      if (expression_.result.same(out_.element(i), expected(i))) continue;
      report(how == nullptr ? options{} : *how, i);
      return false;
    }
    return true;
  }

 private:
  std::byte* expected(index_t place) const {
    return expected_.get() + static_cast<std::size_t>(place) * expression_.result.size;
  }

  void report(options const& how, index_t i) const {
    std::string operands = "not an element of the output: a stray store";
    for_each_index(shape_, [&](index_t const* index) {
      if (out_.where().place(index) != i) return;
      operands = expression_.operands[0].text(a_.at(index, shape_.size())) + ", " +
                 expression_.operands[1].text(b_.at(index, shape_.size())) + ", " +
                 expression_.operands[2].text(c_.at(index, shape_.size()));
    });
    ADD_FAILURE() << expression_.name << " [" << text_of(how) << "], output " << out_.text() << ", operands "
                  << a_.text() << " " << b_.text() << " " << c_.text() << "\n  place " << i << ": "
                  << expression_.result.text(out_.element(i)) << ", expected " << expression_.result.text(expected(i))
                  << "\n  operands there: " << operands << "\n  SINTER_TEST_SEED=" << test_seed();
  }

  tested_expression const& expression_;
  shape_type const& shape_;
  any_array a_, b_, c_, out_;
  std::unique_ptr<std::byte[]> before_, expected_;
};

bool check_shape(tested_expression const& expression, random_source& random, shape_type const& shape, bool plain) {
  trial one(expression, random, shape, plain);
  for (bool const contract : {false, true}) {
    one.expect(contract);
    for (mode const how : all_modes) {
      for (int const threads : {1, 2, 3}) {
        if (threads > 1 && !random.chance(product(shape) < 10000 ? 10 : 40)) continue;
        options const choice{.mode = how, .threads = threads, .contract = contract};
        if (!one.run(&choice)) return false;
      }
    }
    if (contract) continue;
    // The threshold sends a statement without options along one short way or the other.
    settings_type const before = settings();
    settings().fusion_threshold = random.chance(50) ? 0 : random.between(1, 2000);
    settings().planning_threshold = random.chance(50) ? 0 : random.between(1, 2000);
    bool const right = one.run(nullptr);
    settings() = before;
    if (!right) return false;
  }
  return true;
}

}  // namespace

void tested_expression::check(int trials) const {
  random_source random(std::hash<std::string>{}(name) + operands[0].size * 64 + result.size);
  for (int i = 0; i < trials; ++i) {
    shape_type const shape = random_shape(random, 900);
    if (!check_shape(*this, random, shape, random.chance(25))) return;
  }
  shape_type const large[] = {{150001}, {3, 50001}, {401, 333}, {70, 3, 701}};
  if (random.chance(20)) check_shape(*this, random, random.pick(large), random.chance(60));
}

}  // namespace sinter::testing
