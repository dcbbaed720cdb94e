package io.nautes.cluster.client;

import io.nautes.cluster.client.AttemptResult.Ending;
import io.nautes.cluster.model.AccessToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call that a thread waits for. The thread waits for futures and looks at the clock itself, so its interrupt flag is
 * the caller's alone: it ends the call, and it is still set afterwards.
 *
 * @param <T> the type of the call's result
 */
final class WaitingCall<T> extends CallUnderWay {
    private final Calls calls;
    private final CallProgress<T> progress;
    private final Thread caller = Thread.currentThread();
    private volatile boolean closed;

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
            return exchange(progress.nextRequest(token));
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
        return exchange(progress.nextRequest(token));
    }

    private AttemptResult exchange(OutgoingRequest request) {
        HttpSender.Exchange exchange;
        try {
            exchange = calls.sender().start(request.http());
        } catch (RuntimeException e) {
            return closed ? new AttemptResult.Ended(Ending.CLOSED, false) : request.broken(e);
        }
        Ending ended = await(exchange.reply());
        if (ended != null) {
            boolean maybeSent = request.isMaybeSentWhenWithdrawn();
            exchange.abort();
            return new AttemptResult.Ended(ended, maybeSent);
        }
        try {
            return new AttemptResult.Answered(exchange.reply().join());
        } catch (CompletionException e) {
            // What broke just when the client was closed, broke because of that.
            return closed ? new AttemptResult.Ended(Ending.CLOSED, request.isMaybeSent()) : request.broken(e);
        }
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
    void end(Ending reason) {
        closed |= reason == Ending.CLOSED;
        LockSupport.unpark(caller);
    }
}
