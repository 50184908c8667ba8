/** Camel, Artemis, Quartz, clock, embedded PostgreSQL. The only module that imports {@code org.apache.camel}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.plumbing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
