/**
 * The words that travel between steps: immutable records, enums and sealed results.
 *
 * <p>Every other module may use this one; it imports {@code java.*} only (plus JSpecify's null annotations), touches
 * nothing outside, and knows no field of the standard by name. A type that only one module uses belongs into that module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.lvyue.hub.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
