/** Proves delivery against platforms that misbehave while the hub, its database and its broker are killed. */
@NullMarked
package cn.lvyue.hub.chaos;

import org.jspecify.annotations.NullMarked;
