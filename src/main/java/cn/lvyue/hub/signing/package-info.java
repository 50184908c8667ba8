/** SM3, and the signature that the hub puts on its calls and asks for at its own door. Imports nothing of the hub. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.lvyue.hub.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
