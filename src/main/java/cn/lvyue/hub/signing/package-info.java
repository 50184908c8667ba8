/**
 * SM3, signatures, encryption and the keys for them: one public interface over small pieces, of which a certified hardware module
 * can replace those that hold keys. Imports nothing of the hub.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.lvyue.hub.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
