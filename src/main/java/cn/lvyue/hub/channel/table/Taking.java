package cn.lvyue.hub.channel.table;

import java.util.function.BooleanSupplier;

/** How rows are taken out of a table. */
interface Taking {
    /**
     * Takes what is there and hands it over, batch by batch.
     *
     * @param most batches
     * @param goOn asked before each batch
     */
    void take(int most, BooleanSupplier goOn);

    /** Does again what may have been left undone for a batch that is already registered; called before more is taken. */
    void resume(OpenBatch batch);
}
