/** Who may do what; secrets. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
