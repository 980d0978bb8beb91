#!/usr/bin/env node
// A program that ends before it has an outcome must not look like a success.
process.exitCode = 1;
require("../dist/main.cjs").main();
