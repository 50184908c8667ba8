/** Keeps files that were tried out (试跑), and what was found in them, for a while and for who tried them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"signing"})
package cn.lvyue.hub.tried;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
