/**
 * Work that waits for people (待办): one list of it, from all modules, and what a record that waits is by today's rules. Reads the
 * others through views; changes none of them. Called by route {@code rulings}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard"})
package cn.lvyue.hub.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
