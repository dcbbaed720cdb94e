package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.http.HttpSender;
import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.client.internal.retry.AttemptResult.Ending;
import io.nautes.cluster.client.internal.retry.ConnectionFailures;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that blocks its thread. The deadline does not interrupt the thread, because a thread has only one interrupt
 * flag, which belongs to the caller. Instead, the JDK's timeout ends the wait for the head of a reply, the body is
 * aborted, and other waits check the clock. Only closing the client interrupts the thread, and only while it waits for
 * a reply that has not begun.
 *
 * @param <T> the type of the call's result
 */
public final class BlockingCall<T> extends InFlightCall {
    private final CallContext context;
    private final CallState<T> state;
    private final Thread caller = Thread.currentThread();
    private volatile boolean closed;
    private HttpSender.@Nullable AbortableBody exchange;
    private boolean interruptedByClose;

    private BlockingCall(CallContext context, CallState<T> state) {
        this.context = context;
        this.state = state;
    }

    /**
     * Runs an operation and returns its result.
     *
     * @throws RegistryException if it fails
     */
    public static <T> T run(CallContext context, RegistryOperation operation, Supplier<ApiCall<T>> call) {
        CallState<T> state = context.begin(operation, call);
        try {
            T result = new BlockingCall<>(context, state).run();
            state.ended(null);
            return result;
        } catch (RuntimeException | Error e) {
            state.ended(e);
            throw e;
        }
    }

    private T run() {
        if (!context.inFlight().enter(this)) {
            throw CallContext.closed(state.call());
        }
        ChangeQueue.Turn turn = context.queue(state.call());
        try {
            return run(turn);
        } finally {
            context.inFlight().leave(this);
            if (turn != null) {
                turn.leave();
            }
        }
    }

    private T run(ChangeQueue.@Nullable Turn turn) {
        state.start(System.nanoTime());
        Ending ended = turn == null ? null : await(turn.granted());
        AttemptResult result = ended == null ? attempt() : new AttemptResult.Ended(ended, false);
        while (true) {
            CallState.Step<T> step = state.after(result);
            if (step instanceof CallState.Step.Done<T> done) {
                return done.value();
            }
            if (step instanceof CallState.Step.Failed<T> failed) {
                throw failed.failure();
            }
            ended = pause(((CallState.Step.Again<T>) step).pauseNanos());
            result = ended == null ? attempt() : new AttemptResult.Ended(ended, false);
        }
    }

    private AttemptResult attempt() {
        state.beginAttempt();
        Ending ended = ending();
        if (ended != null) {
            return new AttemptResult.Ended(ended, false);
        }
        AccessToken token = state.knownToken();
        if (token != null) {
            return exchange(state.nextTimedRequest(token));
        }
        HttpSender.Question<AccessToken> question = context.sender().ask(state.tokenRequest());
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
        return exchange(state.nextTimedRequest(token));
    }

    private AttemptResult exchange(OutgoingRequest request) {
        HttpSender.AbortableBody body = new HttpSender.AbortableBody();
        if (!beginExchange(body)) {
            return new AttemptResult.Ended(Ending.CLOSED, false);
        }
        try {
            return new AttemptResult.Answered(context.sender().send(request.http(), body));
        } catch (InterruptedException e) {
            Ending ended = endExchange() ? Ending.CLOSED : Ending.INTERRUPTED;
            if (ended == Ending.INTERRUPTED) {
                caller.interrupt();
            }
            return new AttemptResult.Ended(ended, request.isMaybeSentWhenWithdrawn());
        } catch (IOException | RuntimeException e) {
            // If the connection broke while the client ended the call, the ending is the cause.
            endExchange();
            Ending ended = isTimeout(e, request) ? Ending.DEADLINE : ending();
            AttemptResult broken = request.broken(e);
            return ended == null || !(broken instanceof AttemptResult.Broken cause)
                    ? broken
                    : new AttemptResult.Ended(ended, cause.maybeSent());
        } finally {
            endExchange();
        }
    }

    /** Returns whether the JDK's timeout, which is set to the deadline, ended the request. */
    private boolean isTimeout(Exception failure, OutgoingRequest request) {
        // If the timeout of a request ends during the connection, the JDK reports a connect timeout.
        return failure instanceof HttpTimeoutException
                && (!(failure instanceof HttpConnectTimeoutException)
                        || context.sender().endsBeforeConnectTimeout(request.http()));
    }

    private synchronized boolean beginExchange(HttpSender.AbortableBody body) {
        if (closed) {
            return false;
        }
        exchange = body;
        context.inFlight().endAt(this, state.deadline());
        return true;
    }

    /** Returns whether the client interrupted the thread because it was closed, and clears that interrupt. */
    private synchronized boolean endExchange() {
        exchange = null;
        boolean byClose = interruptedByClose;
        if (byClose) {
            interruptedByClose = false;
            Thread.interrupted();
        }
        return byClose;
    }

    /** Waits until the future is done; returns the reason if the call ends first. */
    // The ignored future only wakes this thread.
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
            LockSupport.parkNanos(this, state.deadline() - System.nanoTime());
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
            LockSupport.parkNanos(this, Math.min(left, state.deadline() - System.nanoTime()));
        }
    }

    private @Nullable Ending ending() {
        if (closed || context.inFlight().isClosed()) {
            return Ending.CLOSED;
        }
        if (caller.isInterrupted()) {
            return Ending.INTERRUPTED;
        }
        return state.deadline() - System.nanoTime() <= 0 ? Ending.DEADLINE : null;
    }

    @Override
    synchronized void end(Ending reason) {
        if (reason == Ending.DEADLINE && nanosLeft(System.nanoTime()) > 0) {
            // The deadline has moved since the watching thread read it.
            return;
        }
        closed |= reason == Ending.CLOSED;
        LockSupport.unpark(caller);
        if (exchange != null) {
            exchange.abort();
            // Only an interrupt ends the wait for a reply that has not begun. It is not needed if the caller has
            // already interrupted the thread.
            if (closed && !caller.isInterrupted()) {
                interruptedByClose = true;
                caller.interrupt();
            }
        }
    }
}
