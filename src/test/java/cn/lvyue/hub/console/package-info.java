/** The pages as a person meets them: in a real browser, before a hub of its own. */
@NullMarked
package cn.lvyue.hub.console;

import org.jspecify.annotations.NullMarked;
