package io.nautes.cluster.client;

import io.nautes.cluster.client.AttemptResult.Ending;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call that a thread waits for. The deadline ends it without an interrupt of the thread, whose one flag is the caller's:
 * the JDK gives up waiting for the head of a reply, the body is aborted, and other waits look at the clock. Only closing the
 * client interrupts a thread that waits for a reply that has not begun.
 *
 * @param <T> the type of the call's result
 */
final class WaitingCall<T> extends CallUnderWay {
    private final Calls calls;
    private final CallProgress<T> progress;
    private final Thread caller = Thread.currentThread();
    private volatile boolean closed;
    private HttpSender.@Nullable AbortableBody exchange;
    private boolean interruptedByUs;

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
        progress.start(System.nanoTime());
        Ending ended = turn == null ? null : await(turn.granted());
        AttemptResult result = ended == null ? attempt() : new AttemptResult.Ended(ended, false);
        while (true) {
            CallProgress.Step<T> step = progress.after(result);
            if (step instanceof CallProgress.Step.Done<T> done) {
                return done.value();
            }
            if (step instanceof CallProgress.Step.Failed<T> failed) {
                throw failed.failure();
            }
            ended = pause(((CallProgress.Step.Again<T>) step).pauseNanos());
            result = ended == null ? attempt() : new AttemptResult.Ended(ended, false);
        }
    }

    private AttemptResult attempt() {
        progress.beginAttempt();
        Ending ended = ending();
        if (ended != null) {
            return new AttemptResult.Ended(ended, false);
        }
        AccessToken token = progress.knownToken();
        if (token != null) {
            return exchange(progress.nextTimedRequest(token));
        }
        HttpSender.Question<AccessToken> question = calls.sender().ask(progress.tokenRequest());
        ended = await(question.answer());
        if (ended != null) {
            question.abandon();
            return new AttemptResult.Ended(ended, false);
        }
        try {
            token = question.answer().join();
        } catch (CompletionException e) {
            return new AttemptResult.NoToken(ConnectionFailures.unwrapped(e));
        }
        return exchange(progress.nextTimedRequest(token));
    }

    private AttemptResult exchange(OutgoingRequest request) {
        HttpSender.AbortableBody body = new HttpSender.AbortableBody();
        if (!beginExchange(body)) {
            return new AttemptResult.Ended(Ending.CLOSED, false);
        }
        try {
            return new AttemptResult.Answered(calls.sender().send(request.http(), body));
        } catch (InterruptedException e) {
            Ending ended = endExchange() ? Ending.CLOSED : Ending.INTERRUPTED;
            if (ended == Ending.INTERRUPTED) {
                caller.interrupt();
            }
            return new AttemptResult.Ended(ended, request.isMaybeSentWhenWithdrawn());
        } catch (IOException | RuntimeException e) {
            // What broke just when the call was ended, broke because of that.
            endExchange();
            Ending ended = isTimeout(e) ? Ending.DEADLINE : ending();
            AttemptResult broken = request.broken(e);
            return ended == null || !(broken instanceof AttemptResult.Broken cause)
                    ? broken
                    : new AttemptResult.Ended(ended, cause.maybeSent());
        } finally {
            endExchange();
        }
    }

    /** Whether the JDK gave up at the deadline, by its own clock. */
    private static boolean isTimeout(Exception failure) {
        return failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException);
    }

    private synchronized boolean beginExchange(HttpSender.AbortableBody body) {
        if (closed) {
            return false;
        }
        exchange = body;
        calls.underWay().endAt(this, progress.deadline());
        return true;
    }

    /** Returns whether the thread was interrupted because the client was closed, and takes that interrupt back. */
    private synchronized boolean endExchange() {
        exchange = null;
        boolean ours = interruptedByUs;
        if (ours) {
            interruptedByUs = false;
            Thread.interrupted();
        }
        return ours;
    }

    /** Waits for something to happen; returns why the call ends if that comes first. */
    // What is derived from the future only wakes this thread.
    @SuppressWarnings("FutureReturnValueIgnored")
    private @Nullable Ending await(CompletableFuture<?> event) {
        if (event.isDone()) {
            return null;
        }
        event.whenComplete((value, failure) -> LockSupport.unpark(caller));
        while (!event.isDone()) {
            Ending ended = ending();
            if (ended != null) {
                return ended;
            }
            LockSupport.parkNanos(this, progress.deadline() - System.nanoTime());
        }
        return null;
    }

    private @Nullable Ending pause(long nanos) {
        long end = System.nanoTime() + nanos;
        while (true) {
            Ending ended = ending();
            long left = end - System.nanoTime();
            if (ended != null || left <= 0) {
                return ended;
            }
            LockSupport.parkNanos(this, Math.min(left, progress.deadline() - System.nanoTime()));
        }
    }

    private @Nullable Ending ending() {
        if (closed || calls.underWay().isClosed()) {
            return Ending.CLOSED;
        }
        if (caller.isInterrupted()) {
            return Ending.INTERRUPTED;
        }
        return progress.deadline() - System.nanoTime() <= 0 ? Ending.DEADLINE : null;
    }

    @Override
    synchronized void end(Ending reason) {
        if (reason == Ending.DEADLINE && nanosLeft(System.nanoTime()) > 0) {
            // The watch still had the deadline before it moved.
            return;
        }
        closed |= reason == Ending.CLOSED;
        LockSupport.unpark(caller);
        if (exchange != null) {
            exchange.abort();
            // Nothing else ends the wait for a reply that has not begun; an interrupt of the caller's has done so
            // already.
            if (closed && !caller.isInterrupted()) {
                interruptedByUs = true;
                caller.interrupt();
            }
        }
    }
}
