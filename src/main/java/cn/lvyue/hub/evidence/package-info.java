/**
 * Evidence (证据): where every value came from and went, one record's proof in one file, and what is handed over to the records
 * office. Reads all that the hub keeps; changes none of it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "record",
            "standard",
            "signing",
            "intake",
            "mapping",
            "ledger",
            "delivery",
            "archive",
            "replay",
            "proof"
        })
package cn.lvyue.hub.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
