/** Measures the hub against what the machine can do and against peers; src/docs/benchmarks.md tells how to run it. */
@NullMarked
package cn.lvyue.hub.benchmark;

import org.jspecify.annotations.NullMarked;
