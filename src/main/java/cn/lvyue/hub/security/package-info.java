/**
 * Who may do what: bearer tokens of people, signatures of sources, and the secrets behind both. A source's post is let in on the
 * looks of its head and believed only when its body is whole: see {@link cn.lvyue.hub.security.Source}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard", "signing"})
package cn.lvyue.hub.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
