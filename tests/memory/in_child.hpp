#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sinter::testing {

// Whether `run` returned true, in a forked child that has ten seconds.
template <class Run>
bool holds_in_child(Run run) {
  pid_t const child = fork();
  if (child < 0) return false;
  if (child == 0) {
    alarm(10);
    bool right = false;
    try {
      right = run();
    } catch (...) {
    }
    _exit(right ? 0 : 1);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace sinter::testing
