/** Keeps personal data sealed at rest, seals it anew under new keys, and erases that of single records. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard", "signing"})
package cn.lvyue.hub.personal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
