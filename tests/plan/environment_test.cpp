#include <cstdio>
#include <gtest/gtest.h>
#include <string>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

std::string output_with(std::string const& environment) {
  std::string const clean =
      "env -u SINTER_MODE -u SINTER_ISA -u SINTER_NUM_THREADS -u SINTER_FUSION_THRESHOLD -u SINTER_BLOCK_BYTES ";
  FILE* const pipe = popen((clean + environment + " " SINTER_PRINT_SETTINGS).c_str(), "r");
  std::string output;
  char part[256];
  while (std::fgets(part, sizeof part, pipe) != nullptr) output += part;
  EXPECT_EQ(pclose(pipe), 0) << output;
  return output;
}

bool has(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

TEST(Environment, SetsTheSettings) {
  std::string const plain = output_with("");
  EXPECT_TRUE(has(plain, "mode=automatic ") && has(plain, "result=7")) << plain;
  for (char const* name : {"automatic", "per_op", "fused", "blocked"}) {
    std::string const set = output_with(std::string("SINTER_MODE=") + name);
    EXPECT_TRUE(has(set, std::string("mode=") + name + " ") && has(set, "result=7")) << set;
  }
  std::string const numbers = output_with(
      "SINTER_FUSION_THRESHOLD=77 SINTER_NUM_THREADS=3 SINTER_BLOCK_BYTES=2048 SINTER_PARALLEL_THRESHOLD=0");
  EXPECT_TRUE(has(numbers, "fusion=77 threads=3 block=2048 parallel=0")) << numbers;
  EXPECT_EQ(output_with("SINTER_MODE= SINTER_ISA= SINTER_NUM_THREADS="), plain);
}

TEST(Environment, ATextThatIsNoNumberIsAnErrorThatNamesIt) {
  for (char const* name :
       {"SINTER_FUSION_THRESHOLD", "SINTER_NUM_THREADS", "SINTER_BLOCK_BYTES", "SINTER_PARALLEL_THRESHOLD",
        "SINTER_STREAMING_THRESHOLD", "SINTER_SCRATCH_BYTES", "SINTER_POOL_BYTES", "SINTER_PLANNING_THRESHOLD"}) {
    for (char const* value : {"many", "-1", "12x", "1.5", "99999999999999999999", "' '"}) {
      std::string const text = output_with(std::string(name) + "=" + value);
      EXPECT_TRUE(has(text, "parse_error") && has(text, name)) << name << "=" << value << ": " << text;
    }
  }
  std::string const text = output_with("SINTER_NUM_THREADS=99999999999");
  EXPECT_TRUE(has(text, "99999999999")) << text;
  std::string const mode = output_with("SINTER_MODE=fast");
  EXPECT_TRUE(has(mode, "SINTER_MODE") && has(mode, "fast") && has(mode, "per_op")) << mode;
}

TEST(Environment, TheIsaCanBeForcedDownAndNotUp) {
  for (isa const value : {isa::baseline, isa::avx2, isa::avx512}) {
    std::string const name = to_string(value);
    std::string const text = output_with("SINTER_ISA=" + name);
    if (value <= machine().best_isa) {
      EXPECT_TRUE(has(text, "isa=" + name + " ") && has(text, "result=7")) << text;
    } else {
      EXPECT_TRUE(has(text, "parse_error") && has(text, "SINTER_ISA") && has(text, name)) << text;
    }
  }
  std::string const text = output_with("SINTER_ISA=sse9");
  EXPECT_TRUE(has(text, "parse_error") && has(text, "sse9") && has(text, "baseline")) << text;
}

}  // namespace
}  // namespace sinter
