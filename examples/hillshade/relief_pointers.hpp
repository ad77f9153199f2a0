#pragma once

#include <memory>
#include <vector>

#include "relief.hpp"

// The same as an old program has it: a grid is a double** whose rows are allocated one by one.

class pointer_grid {
 public:
  pointer_grid(sinter::index_t rows, sinter::index_t columns) {
    for (sinter::index_t i = 0; i < rows; ++i) {
      owners_.push_back(std::make_unique<double[]>(static_cast<std::size_t>(columns)));
      rows_.push_back(owners_.back().get());
    }
  }
  double** rows() { return rows_.data(); }

 private:
  std::vector<std::unique_ptr<double[]>> owners_;
  std::vector<double*> rows_;
};

// Slope, aspect and shade have two rows and two columns fewer than z.
void compute_relief(double** z, int rows, int columns, cell_size cell, light sun, double** slope, double** aspect,
                    double** shade);
