/**
 * SM3, signatures, encryption and the keys for them: one public interface over small pieces, of which a certified hardware module
 * can replace those that hold keys.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
