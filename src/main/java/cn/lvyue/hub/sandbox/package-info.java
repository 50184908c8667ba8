/** Stand-in provincial and national platforms over real HTTP on loopback, for trial and for acceptance tests. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
