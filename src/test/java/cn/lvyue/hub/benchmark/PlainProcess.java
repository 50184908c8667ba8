package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The plain endpoint in a process of its own. */
record PlainProcess(Process process, int port) implements AutoCloseable {
    static PlainProcess start(String url, String heap) throws IOException {
        int port = Ports.free();
        var process = new ProcessBuilder(ChildProcess.java(
                        List.of("-Xmx" + heap),
                        PlainEndpoint.class,
                        List.of("--url", url, "--port", Integer.toString(port))))
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the plain endpoint did not start:\n" + said);
            }
            said.append(line).append('\n');
        }
        return new PlainProcess(process, port);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
