package cn.lvyue.hub.sandbox;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the stand-in platforms need to give statements; without it they offer none.
 *
 * @param revision the field that tells a record's revision
 * @param amount the field that tells the amount, in 万元
 */
@ConfigurationProperties("hub.sandbox.statement")
record StatementFields(@Nullable String revision, @Nullable String amount) {}
