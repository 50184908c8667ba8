/** Turns bytes as they arrived into source records with their places. The only module that imports POI. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
