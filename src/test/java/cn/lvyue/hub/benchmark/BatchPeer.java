package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The hub's main job as a Spring Batch 6 user would write it, with the hub's own mapping, inspection and sealing of personal fields: archive the file, then
 * chunks of 1,000 read, mapped, inspected and written to the hub's own tables. Tuned as an expert would: FastCSV for reading,
 * multi-row inserts by the driver, parameters set without guessing types, a job repository in the database.
 */
final class BatchPeer {
    /** Appended to the database's address. */
    static final String DRIVER_TUNING = "&reWriteBatchedInserts=true&stringtype=unspecified";

    private static final int CHUNK = 1_000;
    private static final FeedId FEED = new FeedId("hotline-12345");

    private final DataSource database;
    private final Mappings mappings;
    private final Inspection inspection;
    private final PersonalSeal seal;
    private final Clock clock;
    private final JdbcTransactionManager transactions;

    BatchPeer(DataSource database, Mappings mappings, Inspection inspection, PersonalSeal seal, Clock clock) {
        this.database = database;
        this.mappings = mappings;
        this.inspection = inspection;
        this.seal = seal;
        this.clock = clock;
        this.transactions = new JdbcTransactionManager(database);
    }

    /** Makes the tables of the job repository. */
    void prepare() {
        new ResourceDatabasePopulator(new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"))
                .execute(database);
    }

    /** @throws IllegalStateException if the job does not complete */
    void run(Path file, Charset charset) throws Exception {
        var message = archive(file);
        var repository = repository();
        var job = new JobBuilder("intake", repository)
                .start(intake(
                        repository, message, new PeerReader(file, charset, mappings.readPlan(FEED, Channel.FILE))))
                .build();
        var operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        requireCompleted(operator.start(job, parameters(message)));
    }

    private Message archive(Path file) {
        var archive = new PeerArchive(JdbcClient.create(database), clock);
        return new TransactionTemplate(transactions).execute(status -> {
            try {
                return archive.keep(FEED, file);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private JobRepository repository() throws Exception {
        var factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(database);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    private Step intake(JobRepository repository, Message message, PeerReader reader) {
        return new StepBuilder("intake", repository)
                .<SourceRecord, Inspected>chunk(CHUNK)
                .transactionManager(transactions)
                .reader(reader)
                .processor(mapAndInspect(message))
                .writer(new PeerWriter(new JdbcTemplate(database), seal, clock, message))
                .build();
    }

    private ItemProcessor<SourceRecord, Inspected> mapAndInspect(Message message) {
        var pack = mappings.pack(FEED);
        return item -> {
            var mapped = mappings.map(new Chunk<>(message, 1, List.of(item), null));
            return inspection.inspect(mapped, pack).items().get(0);
        };
    }

    private static JobParameters parameters(Message message) {
        return new JobParametersBuilder().addLong("message", message.id()).toJobParameters();
    }

    private static void requireCompleted(JobExecution execution) {
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(
                    "the job ended %s: %s".formatted(execution.getStatus(), execution.getAllFailureExceptions()));
        }
    }
}
