package cn.lvyue.hub.tried;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.signing.TestVault;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node keeps of tried files, over the tests' database. */
public final class TestTriedFiles {
    private TestTriedFiles() {}

    public static TriedFiles of(Clock clock) {
        return sealed(clock);
    }

    static SealedFiles sealed(Clock clock) {
        var database = TestDatabase.dataSource();
        return new SealedFiles(
                JdbcClient.create(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                TestVault.of(database),
                clock);
    }
}
