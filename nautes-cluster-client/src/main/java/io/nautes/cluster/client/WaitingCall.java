package io.nautes.cluster.client;

import io.nautes.cluster.client.AttemptResult.Ending;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that a thread waits for. The JDK's {@code send} costs a third of {@code sendAsync().join()}, but waits for a body
 * without an end; so the call is ended by an interrupt of the waiting thread, which also closes the connection. The
 * thread is interrupted only while it waits, and never takes our interrupt along.
 *
 * @param <T> the type of the call's result
 */
final class WaitingCall<T> extends CallUnderWay {
    private final Calls calls;
    private final CallProgress<T> progress;
    private final Thread caller = Thread.currentThread();
    private @Nullable Ending ending;
    private boolean waiting;
    private boolean interruptedByUs;
    private long deadline;

    private WaitingCall(Calls calls, ApiCall<T> call) {
        this.calls = calls;
        this.progress = calls.progress(call);
    }

    static <T> T run(Calls calls, ApiCall<T> call) {
        WaitingCall<T> waiting = new WaitingCall<>(calls, call);
        if (!calls.underWay().enter(waiting)) {
            throw Calls.closed(call);
        }
        ChangeQueue.Turn turn = calls.queue(call);
        try {
            return waiting.run(turn);
        } finally {
            calls.underWay().leave(waiting);
            if (turn != null) {
                turn.leave();
            }
        }
    }

    private T run(ChangeQueue.@Nullable Turn turn) {
        Ending ended = turn == null || turn.granted().isDone()
                ? null
                : await(() -> turn.granted().get());
        long now = System.nanoTime();
        progress.start(now);
        AttemptResult result = ended == null ? next(0) : new AttemptResult.Ended(ended, false);
        while (true) {
            CallProgress.Step<T> step = progress.after(result);
            if (step instanceof CallProgress.Step.Done<T> done) {
                return done.value();
            }
            if (step instanceof CallProgress.Step.Failed<T> failed) {
                throw failed.failure();
            }
            result = next(((CallProgress.Step.Again<T>) step).pauseNanos());
        }
    }

    private AttemptResult next(long pauseNanos) {
        takeDeadline();
        if (pauseNanos > 0) {
            Ending ended = await(() -> TimeUnit.NANOSECONDS.sleep(pauseNanos));
            if (ended != null) {
                return new AttemptResult.Ended(ended, false);
            }
        }
        return attempt();
    }

    /** The deadline moves once: when a change is done with and is looked after. */
    private void takeDeadline() {
        if (!hasDeadline() || deadline != progress.deadline()) {
            deadline = progress.deadline();
            calls.underWay().endAt(this, deadline);
            synchronized (this) {
                ending = ending == Ending.DEADLINE ? null : ending;
            }
        }
    }

    private AttemptResult attempt() {
        OutgoingRequest request;
        try {
            request = progress.nextRequest();
        } catch (RuntimeException e) {
            return new AttemptResult.NoToken(e);
        }
        Exchange exchange = new Exchange(request);
        Ending ended = await(exchange);
        AttemptResult result = exchange.result;
        if (ended == null && !(result instanceof AttemptResult.Answered)) {
            // What broke just when the call was ended, broke because of that.
            ended = ending();
        }
        return result != null && ended == null
                ? result
                : new AttemptResult.Ended(
                        ended == null ? Ending.CLOSED : ended, exchange.begun && request.isMaybeSent());
    }

    /** One exchange, whose result is kept even if the call is ended just then. */
    private final class Exchange implements Waiting {
        private final OutgoingRequest request;
        private @Nullable AttemptResult result;
        private boolean begun;

        Exchange(OutgoingRequest request) {
            this.request = request;
        }

        @Override
        public void await() throws InterruptedException {
            begun = true;
            try {
                result = new AttemptResult.Answered(calls.sender().send(request.http()));
            } catch (IOException | RuntimeException e) {
                result = request.broken(e);
            }
        }
    }

    private interface Waiting {
        void await() throws InterruptedException, ExecutionException;
    }

    /** Waits, unless the call is to end, and says why if the wait was ended from our side. */
    private @Nullable Ending await(Waiting wait) {
        if (caller.isInterrupted()) {
            return Ending.INTERRUPTED;
        }
        synchronized (this) {
            if (calls.underWay().isClosed()) {
                ending = Ending.CLOSED;
            }
            if (ending != null) {
                return ending;
            }
            waiting = true;
        }
        boolean interrupted = false;
        try {
            wait.await();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return stopWaiting(interrupted);
    }

    private synchronized @Nullable Ending stopWaiting(boolean interrupted) {
        waiting = false;
        if (interruptedByUs) {
            interruptedByUs = false;
            // The wait may have ended by itself just before; our interrupt must not hit the caller's next one.
            Thread.interrupted();
            return interrupted ? ending : null;
        }
        if (interrupted) {
            caller.interrupt();
            return Ending.INTERRUPTED;
        }
        return null;
    }

    private synchronized @Nullable Ending ending() {
        return ending;
    }

    @Override
    synchronized void end(Ending reason) {
        // The watch may still have the deadline before it moved.
        boolean late = reason == Ending.CLOSED || nanosLeft(System.nanoTime()) <= 0;
        if (late && (ending == null || reason == Ending.CLOSED)) {
            ending = reason;
            if (waiting && !interruptedByUs) {
                interruptedByUs = true;
                caller.interrupt();
            }
        }
    }
}
