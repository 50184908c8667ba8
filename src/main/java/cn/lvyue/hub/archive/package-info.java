/** Keeps what came and went, unalterably. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "signing"})
package cn.lvyue.hub.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
