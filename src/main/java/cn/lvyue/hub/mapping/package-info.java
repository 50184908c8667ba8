/** Turns source records into standard records, as the files under mappings/ say. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard"})
package cn.lvyue.hub.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
