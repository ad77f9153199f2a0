// What is precompiled for the tests needs one file to be compiled with.
