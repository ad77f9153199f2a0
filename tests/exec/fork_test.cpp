#include <chrono>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <sinter/sinter.hpp>

namespace sinter {
namespace {

// OpenMP's threads do not exist in a forked child; a statement there must not wait for them.
TEST(Fork, AChildOfAThreadedProcessRunsStatements) {
  auto a = full({500'000}, 1.0), b = full({500'000}, 2.0);
  assign(a, a * b + 1, {.threads = 2});
  pid_t const child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    bool right = true;
    for (mode const how : {mode::fused, mode::blocked, mode::per_op}) {
      assign(b, a * 2, {.mode = how, .threads = 2});
      right = right && b(499'999) == 6;
    }
    right = right && sum(a) == 1'500'000;
    _exit(right ? 0 : 1);
  }
  using clock = std::chrono::steady_clock;
  auto const deadline = clock::now() + std::chrono::seconds(5);
  int status = 0;
  pid_t done = 0;
  while ((done = waitpid(child, &status, WNOHANG)) == 0 && clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (done == 0) {
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    FAIL() << "the child hangs";
  }
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  assign(a, a + 1, {.threads = 2});
  EXPECT_EQ(a(499'999), 4);
}

}  // namespace
}  // namespace sinter
