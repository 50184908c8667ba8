package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.SftpAccount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Packages as files.
 *
 * @param folder where they are laid; on the server if there is one, else of this machine
 * @param receipts folder where receipt files come
 * @param content of a package: the records as JSON, or as a workbook
 * @param marker lays an empty {@code .ok} beside each file once it is whole
 * @param stableFor a receipt file that cannot be read is put aside when it did not change for so long
 * @param lostAfter a file that is gone and has no receipt after so long may be laid again, if a person asks for it
 * @param largestReceipt a larger receipt file is put aside
 * @param mostReceipts receipt files taken in one look
 * @param sftp the server; none for folders of this machine
 */
record FilesSettings(
        @NotBlank String folder,
        @NotBlank String receipts,
        @NotNull @DefaultValue("json") Content content,
        @DefaultValue("false") boolean marker,
        @NotNull @DefaultValue("30s") Duration stableFor,
        @NotNull @DefaultValue("24h") Duration lostAfter,
        @NotNull @DefaultValue("16MB") DataSize largestReceipt,
        @DefaultValue("200") @Min(1) @Max(10_000) int mostReceipts,
        @Nullable @Valid Sftp sftp) {

    /** In which form the records are. */
    enum Content {
        JSON,
        XLSX
    }

    /**
     * @param knownHosts file in the form of OpenSSH with the server's key; a server with another key is refused
     * @param passphrase of the private key, {@code password} of the account: neither has a default
     * @param timeout for connecting, logging in and each answer
     */
    record Sftp(
            @NotBlank String host,
            @Min(1) @Max(65_535) @DefaultValue("22") int port,
            @NotBlank String user,
            @Nullable Path privateKey,
            @Nullable String passphrase,
            @Nullable String password,
            @NotNull Path knownHosts,
            @NotNull @DefaultValue("30s") Duration timeout) {

        @AssertTrue(message = "必须配置 private-key 或 password / private-key or password is needed")
        boolean isAbleToLogIn() {
            return privateKey != null || password != null;
        }

        SftpAccount account() {
            return new SftpAccount(host, port, user, privateKey, passphrase, password, knownHosts, timeout);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Sftp[" + user + "@" + host + ":" + port + "]";
        }
    }

    @AssertTrue(message = "receipts 与 folder 须为不同目录 / receipts and folder must be different folders")
    boolean isApart() {
        return !Path.of(folder).normalize().equals(Path.of(receipts).normalize());
    }
}
