/** A mapping's way from draft into force (发布): draft, shadow run, proposal, approval by a second person, the moment it takes effect. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard", "mapping", "signing"})
package cn.lvyue.hub.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
