#include <chrono>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <sinter/plan/threads.hpp>
#include <sinter/sinter.hpp>

// A test program of its own: it must not have run a statement of sinter before it forks.

namespace sinter {
namespace {

TEST(Fork, AfterParallelRegionsOfTheUser) {
  int sum = 0;
#pragma omp parallel num_threads(2) reduction(+ : sum)
  sum += 1;
  ASSERT_EQ(sum, 2);
  pid_t const child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto a = full({500'000}, 1.0);
    assign(a, a * 2 + 1, {.threads = 2});
    _exit(a(499'999) == 3 ? 0 : 1);
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
}

// A region inside another one is no region: it costs nothing, and says nothing of those that are.
TEST(ForkJoin, IsNotMeasuredInsideARegion) {
  int most = 0;
#pragma omp parallel num_threads(2) reduction(max : most)
  most = detail::choose_threads(1e9);
  EXPECT_EQ(most, 1);
  EXPECT_GT(detail::fork_join_ns(), 60);
}

}  // namespace
}  // namespace sinter
