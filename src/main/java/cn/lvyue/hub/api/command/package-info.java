/**
 * The command line: the same jar, {@code hub <command>}. {@code check}, {@code try} and {@code standard} work on the files
 * alone; {@code status} and {@code batch} call the running hub over HTTP.
 */
@NullMarked
@NamedInterface("command")
package cn.lvyue.hub.api.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
