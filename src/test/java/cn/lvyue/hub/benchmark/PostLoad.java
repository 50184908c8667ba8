package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sends posts over a fixed number of kept connections from one thread and takes the time of each answer. Without a pace every
 * connection sends its next post when it has its answer; with one, posts fall due at fixed times and the time counts from
 * then, so that a server that falls behind is not spared.
 */
final class PostLoad {
    /** @param pacePerSecond posts a second over all connections, 0 for as many as go */
    record Plan(int port, String path, String token, int connections, double seconds, double pacePerSecond) {}

    /** @param refused answers that were not 202 */
    record Result(long acknowledged, long refused, double seconds, double p50, double p99) {
        double perSecond() {
            return acknowledged / seconds;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f/s, p50 %.2f ms, p99 %.2f ms%s",
                    perSecond(),
                    p50,
                    p99,
                    refused == 0 ? "" : ", refused " + refused);
        }
    }

    private final Plan plan;
    private final Selector selector;
    private final List<Connection> idle = new ArrayList<>();
    private long[] nanos = new long[1 << 16];
    private int answers;
    private long refused;
    private long number;
    private int open;

    private PostLoad(Plan plan, long firstNumber) throws IOException {
        this.plan = plan;
        this.number = firstNumber;
        this.selector = Selector.open();
    }

    /** @param firstNumber posts are numbered from here on; numbers never repeat within a benchmark */
    static Result run(Plan plan, long firstNumber) throws IOException {
        return new PostLoad(plan, firstNumber).run();
    }

    private Result run() throws IOException {
        for (int i = 0; i < plan.connections(); i++) {
            idle.add(new Connection());
        }
        long begin = System.nanoTime();
        long end = begin + (long) (plan.seconds() * 1e9);
        double gap = plan.pacePerSecond() == 0 ? 0 : 1e9 / plan.pacePerSecond();
        long due = 0;
        while (System.nanoTime() < end || open > 0) {
            long now = System.nanoTime();
            while (!idle.isEmpty() && now < end && (gap == 0 || begin + due * gap <= now)) {
                idle.remove(idle.size() - 1).send(gap == 0 ? now : begin + (long) (due * gap));
                due++;
            }
            if (gap > 0) {
                selector.select(1);
            } else {
                selector.select(100);
            }
            for (var key : selector.selectedKeys()) {
                ((Connection) key.attachment()).receive();
            }
            selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (var connection : idle) {
            connection.channel.close();
        }
        selector.close();
        Arrays.sort(nanos, 0, answers);
        return new Result(answers, refused, seconds, quantile(0.5), quantile(0.99));
    }

    private double quantile(double part) {
        return answers == 0 ? 0 : nanos[(int) (part * (answers - 1))] / 1e6;
    }

    private final class Connection {
        private final ByteBuffer in = ByteBuffer.allocate(1 << 14);
        private SocketChannel channel = connect();
        private long since;

        Connection() throws IOException {}

        private SocketChannel connect() throws IOException {
            var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", plan.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
            return channel;
        }

        void send(long dueAt) throws IOException {
            since = dueAt;
            open++;
            var body = PostBody.of(number).getBytes(StandardCharsets.UTF_8);
            var head =
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                                    .formatted(plan.path(), plan.token())
                            + "Idempotency-Key: k" + number + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            number++;
            var out = ByteBuffer.allocate(head.length() + body.length);
            out.put(head.getBytes(StandardCharsets.US_ASCII)).put(body).flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            in.clear();
        }

        void receive() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            if (isComplete()) {
                if (answers == nanos.length) {
                    nanos = Arrays.copyOf(nanos, answers * 2);
                }
                boolean good = new String(in.array(), 9, 3, StandardCharsets.US_ASCII).equals("202");
                if (good) {
                    nanos[answers++] = System.nanoTime() - since;
                } else {
                    refused++;
                }
                open--;
                idle.add(this);
                reconnectIfClosing();
            }
        }

        /** Servers end a connection after so many requests. */
        private void reconnectIfClosing() throws IOException {
            var answer = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            if (answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close")) {
                channel.close();
                channel = connect();
            }
        }

        /** Answers are small: they come with a length, or in chunks of which the last is empty. */
        private boolean isComplete() {
            var text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int head = text.indexOf("\r\n\r\n");
            if (head < 0) {
                return false;
            }
            int at = text.toLowerCase(Locale.ROOT).indexOf("content-length: ");
            if (at < 0 || at > head) {
                return text.endsWith("\r\n0\r\n\r\n");
            }
            int length = Integer.parseInt(text.substring(at + "content-length: ".length(), text.indexOf('\r', at)));
            return text.length() >= head + 4 + length;
        }
    }
}
