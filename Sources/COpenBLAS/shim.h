#pragma once
#include <cblas.h>
#include <stddef.h>

// LAPACK's Fortran names, which OpenBLAS exports though it ships no header for them. Matrices lie column by
// column; a text is followed, at the end of the arguments, by its length.

// Eigenvalues, ascending, and vectors of a symmetric matrix.
void dsyevd_(const char *job, const char *triangle, const int *n, double *a, const int *stride,
             double *values, double *work, const int *work_count, int *integers,
             const int *integer_count, int *info, size_t, size_t);

// Singular values, descending, and vectors.
void dgesdd_(const char *job, const int *rows, const int *columns, double *a, const int *stride,
             double *values, double *u, const int *u_stride, double *vt, const int *vt_stride,
             double *work, const int *work_count, int *integers, int *info, size_t);

// Cholesky's factor of a symmetric positive definite matrix.
void dpotrf_(const char *triangle, const int *n, double *a, const int *stride, int *info, size_t);

// A triangular system with several right sides.
void dtrtrs_(const char *triangle, const char *transposed, const char *unit, const int *n,
             const int *sides, const double *a, const int *stride, double *b, const int *b_stride,
             int *info, size_t, size_t, size_t);

// The shortest solution of least squares.
void dgelsd_(const int *rows, const int *columns, const int *sides, double *a, const int *stride,
             double *b, const int *b_stride, double *values, const double *condition, int *rank,
             double *work, const int *work_count, int *integers, int *info);
