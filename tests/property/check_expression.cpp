#include "property/check_expression.hpp"

#include <cstring>
#include <functional>
#include <memory>
#include <string>

namespace sinter::testing {
namespace {

std::string text_of(options const& how) {
  return std::string(to_string(how.mode)) + ", " + std::to_string(how.threads) + " threads" +
         (how.contract ? ", contracted" : "");
}

// One expression with one set of arrays.
class trial {
 public:
  trial(tested_expression const& expression, random_source& random, shape_type const& shape, bool plain)
      : expression_(expression),
        shape_(shape),
        in_{operand(0, random, plain), operand(1, random, plain), operand(2, random, plain)},
        out_(expression.result, random, shape, plain),
        before_(out_.fresh()),
        expected_(out_.fresh()) {
    std::memcpy(before_.get(), out_.memory(), out_.bytes());
  }

  void expect(bool contract) {
    std::memcpy(expected_.get(), before_.get(), out_.bytes());
    reference::contracting = contract;
    for_each_index(shape_, [&](index_t const* index) {
      std::size_t const rank = shape_.size();
      expression_.reference({in_[0].at(index, rank), in_[1].at(index, rank), in_[2].at(index, rank)},
                            expected(out_.where().place(index)));
    });
    reference::contracting = false;
  }

  // False, and reported, where an element differs.
  bool run(options const* how) const {
    std::memcpy(out_.memory(), before_.get(), out_.bytes());
    expression_.statement(in_, out_, how);
    if (std::memcmp(out_.memory(), expected_.get(), out_.bytes()) == 0) return true;
    for (index_t i = 0; i < out_.size(); ++i) {
      if (expression_.result.same(out_.element(i), expected(i))) continue;
      report(how == nullptr ? options{} : *how, i);
      return false;
    }
    return true;
  }

 private:
  any_array operand(int number, random_source& random, bool plain) const {
    return {expression_.operands[number], random, broadcastable(random, shape_), plain};
  }

  std::byte* expected(index_t place) const {
    return expected_.get() + static_cast<std::size_t>(place) * expression_.result.size;
  }

  std::string text_of_operand(int number, index_t const* index) const {
    return expression_.operands[number].text(in_[number].at(index, shape_.size()));
  }

  void report(options const& how, index_t i) const {
    std::string operands = "not an element of the output: a stray store";
    for_each_index(shape_, [&](index_t const* index) {
      if (out_.where().place(index) != i) return;
      operands = text_of_operand(0, index) + ", " + text_of_operand(1, index) + ", " + text_of_operand(2, index);
    });
    ADD_FAILURE() << expression_.name << " [" << text_of(how) << "], output " << out_.text() << ", operands "
                  << in_[0].text() << " " << in_[1].text() << " " << in_[2].text() << "\n  place " << i << ": "
                  << expression_.result.text(out_.element(i)) << ", expected " << expression_.result.text(expected(i))
                  << "\n  operands there: " << operands << "\n  SINTER_TEST_SEED=" << test_seed();
  }

  tested_expression const& expression_;
  shape_type const& shape_;
  any_array in_[3];
  any_array out_;
  std::unique_ptr<std::byte[]> before_, expected_;
};

bool check_shape(tested_expression const& expression, random_source& random, shape_type const& shape, bool plain) {
  trial one(expression, random, shape, plain);
  settings().jit_threshold = random.chance(70) ? 1 : 0;
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
