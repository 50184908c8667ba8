package cn.lvyue.hub.channel.table;

/** How rows are taken out of a table. */
interface Taking {
    /**
     * Takes what is there and hands it over, batch by batch.
     *
     * @param most batches
     */
    void take(int most);

    /** Does again what may have been left undone for a batch that is already registered; called before more is taken. */
    void resume(OpenBatch batch);
}
