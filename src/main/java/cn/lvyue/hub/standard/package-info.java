/** The standard pack as data: fields, code lists, divisions, check digits, and the catalogue of findings. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.standard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
