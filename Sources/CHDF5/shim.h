// HDF5's macros that Swift cannot import, each as a function of its name.
//
// Most of them call H5open() and read a global variable; none is a constant
// expression that the importer understands.

#ifndef SWEEP_CHDF5_SHIM_H
#define SWEEP_CHDF5_SHIM_H

// The names without a version mean the same functions in every release.
#define H5_USE_110_API

#include <hdf5.h>
#include <hdf5_hl.h>

static inline hid_t sweep_H5E_DEFAULT(void) { return H5E_DEFAULT; }

static inline unsigned sweep_H5F_ACC_RDONLY(void) { return H5F_ACC_RDONLY; }
static inline unsigned sweep_H5F_ACC_TRUNC(void) { return H5F_ACC_TRUNC; }

static inline hid_t sweep_H5P_DEFAULT(void) { return H5P_DEFAULT; }
static inline hid_t sweep_H5P_FILE_CREATE(void) { return H5P_FILE_CREATE; }
static inline hid_t sweep_H5P_FILE_ACCESS(void) { return H5P_FILE_ACCESS; }
static inline hid_t sweep_H5P_GROUP_CREATE(void) { return H5P_GROUP_CREATE; }
static inline hid_t sweep_H5P_DATASET_CREATE(void) { return H5P_DATASET_CREATE; }
static inline hid_t sweep_H5P_DATASET_XFER(void) { return H5P_DATASET_XFER; }

static inline hid_t sweep_H5S_ALL(void) { return H5S_ALL; }

static inline hid_t sweep_H5T_C_S1(void) { return H5T_C_S1; }
static inline size_t sweep_H5T_VARIABLE(void) { return H5T_VARIABLE; }

static inline hid_t sweep_H5T_IEEE_F64LE(void) { return H5T_IEEE_F64LE; }
static inline hid_t sweep_H5T_STD_I8LE(void) { return H5T_STD_I8LE; }
static inline hid_t sweep_H5T_STD_U8LE(void) { return H5T_STD_U8LE; }
static inline hid_t sweep_H5T_STD_I64LE(void) { return H5T_STD_I64LE; }

static inline hid_t sweep_H5T_NATIVE_DOUBLE(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t sweep_H5T_NATIVE_INT8(void) { return H5T_NATIVE_INT8; }
static inline hid_t sweep_H5T_NATIVE_UINT8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t sweep_H5T_NATIVE_INT64(void) { return H5T_NATIVE_INT64; }

#endif
