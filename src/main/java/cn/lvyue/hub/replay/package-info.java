/** Plans and runs replays (重放): records and packages done again on a person's word, with what became of them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard"})
package cn.lvyue.hub.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
