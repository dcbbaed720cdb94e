package io.nautes.cluster.client.internal.call;

import io.nautes.cluster.client.internal.api.ApiCall;
import io.nautes.cluster.client.internal.http.HttpSender;
import io.nautes.cluster.client.internal.http.WaitingExchange;
import io.nautes.cluster.client.internal.retry.AttemptResult;
import io.nautes.cluster.client.internal.retry.AttemptResult.Ending;
import io.nautes.cluster.client.internal.retry.ConnectionFailures;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.model.AccessToken;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous call. It passes through stages: the queue, attempts and pauses. A stage is settled once, either when it
 * completes or when the client ends the call. The code that settles a stage starts the next one.
 *
 * @param <T> the type of the call's result
 */
// Derived futures are ignored: failures reach the result, and no code waits for a cancellation.
@SuppressWarnings("FutureReturnValueIgnored")
public final class AsyncCall<T> extends InFlightCall {
    private final CallContext context;
    private final CallState<T> state;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile Stage stage = new Stage();
    private volatile @Nullable Ending ending;
    private volatile ChangeQueue.@Nullable Turn turn;

    private AsyncCall(CallContext context, CallState<T> state) {
        this.context = context;
        this.state = state;
    }

    /** Starts an operation. If the caller completes or cancels the future, the exchange ends. */
    public static <T> CompletableFuture<T> start(
            CallContext context, RegistryOperation operation, Supplier<ApiCall<T>> call) {
        CallState<T> state;
        try {
            state = context.begin(operation, call);
        } catch (RegistryException e) {
            return CompletableFuture.failedFuture(e);
        }
        AsyncCall<T> async = new AsyncCall<>(context, state);
        if (!context.inFlight().enter(async)) {
            RegistryException closed = CallContext.closed(state.call());
            state.ended(closed);
            return CompletableFuture.failedFuture(closed);
        }
        async.result.whenComplete((value, failure) -> async.isOver(failure));
        async.enqueue();
        return async.result;
    }

    /** A stage of a call. */
    private static final class Stage {
        private final AtomicBoolean settled = new AtomicBoolean();
        private volatile @Nullable OutgoingRequest request;
        private volatile @Nullable Runnable cancellation;
        private volatile boolean canceled;

        boolean settle() {
            return settled.compareAndSet(false, true);
        }

        /** Returns whether to send the request. If the stage has ended, the request already counts as not sent. */
        boolean begin(OutgoingRequest sent) {
            request = sent;
            return !settled.get();
        }

        /** Cancels the stage's work; returns whether the server may have received the whole request. */
        boolean cancel() {
            OutgoingRequest sent = request;
            boolean maybeSent = sent != null && sent.isMaybeSentWhenWithdrawn();
            canceled = true;
            Runnable running = cancellation;
            if (running != null) {
                running.run();
            }
            return maybeSent;
        }

        /** Sets the action that cancels the stage's work, and runs it if the stage was canceled in the meantime. */
        void onCancel(Runnable given) {
            cancellation = given;
            if (canceled) {
                given.run();
            }
        }
    }

    private void enqueue() {
        state.start(System.nanoTime());
        Stage queued = stage;
        ChangeQueue.Turn queuedTurn = context.queue(state.call());
        turn = queuedTurn;
        context.inFlight().endAt(this, state.deadline());
        if (ending != null) {
            endStage();
        }
        // The lookup of the host name must block neither the caller nor the call that hands over its turn.
        if (queuedTurn == null) {
            context.sender().execute(() -> begin(queued));
        } else {
            queuedTurn.granted().thenRunAsync(() -> begin(queued), context.sender()::execute);
        }
        if (result.isDone() && queuedTurn != null) {
            queuedTurn.leave();
        }
    }

    private void begin(Stage queued) {
        if (queued.settle()) {
            attempt();
        }
    }

    private void attempt() {
        context.inFlight().endAt(this, state.deadline());
        state.beginAttempt();
        AccessToken token = state.knownToken();
        if (token != null) {
            send(token);
            return;
        }
        Supplier<AccessToken> request = state.tokenRequest();
        Stage asking = new Stage();
        if (enter(asking)) {
            HttpSender.Question<AccessToken> question = context.sender().ask(request);
            asking.onCancel(question::abandon);
            question.answer()
                    .whenCompleteAsync((given, failure) -> settle(asking, given, failure), context.sender()::execute);
        }
    }

    private void settle(Stage asking, AccessToken token, @Nullable Throwable failure) {
        if (asking.settle()) {
            if (failure == null) {
                send(token);
            } else {
                follow(new AttemptResult.NoToken(ConnectionFailures.unwrapped(failure)));
            }
        }
    }

    private void send(AccessToken token) {
        OutgoingRequest request;
        try {
            request = state.nextRequest(token);
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        Stage attempt = new Stage();
        if (!enter(attempt) || !attempt.begin(request)) {
            return;
        }
        WaitingExchange waiting = context.sender().tryWaiting();
        if (waiting == null) {
            start(attempt, request);
        } else {
            await(attempt, request, waiting);
        }
    }

    private void await(Stage attempt, OutgoingRequest request, WaitingExchange exchange) {
        attempt.onCancel(exchange::abort);
        AttemptResult outcome;
        try {
            outcome = new AttemptResult.Answered(exchange.send(request.http()));
        } catch (IOException | RuntimeException e) {
            outcome = request.broken(e);
        }
        settle(attempt, outcome);
    }

    private void start(Stage attempt, OutgoingRequest request) {
        HttpSender.Exchange exchange;
        try {
            exchange = context.sender().start(request.http());
        } catch (RuntimeException e) {
            settle(attempt, request.broken(e));
            return;
        }
        attempt.onCancel(exchange::abort);
        exchange.reply()
                .whenCompleteAsync(
                        (reply, failure) -> settle(
                                attempt, failure == null ? new AttemptResult.Answered(reply) : request.broken(failure)),
                        context.sender()::execute);
    }

    private void settle(Stage attempt, AttemptResult outcome) {
        if (attempt.settle()) {
            Ending reason = ending;
            // If the connection broke while the client ended the call, the ending is the cause.
            follow(
                    reason != null && outcome instanceof AttemptResult.Broken
                            ? new AttemptResult.Ended(reason, attempt.cancel())
                            : outcome);
        }
    }

    private void follow(AttemptResult outcome) {
        CallState.Step<T> step;
        try {
            step = state.after(outcome);
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        if (step instanceof CallState.Step.Done<T> done) {
            finish();
            result.complete(done.value());
        } else if (step instanceof CallState.Step.Failed<T> failed) {
            finish();
            result.completeExceptionally(failed.failure());
        } else if (step instanceof CallState.Step.Again<T> again) {
            pause(again.pauseNanos());
        }
    }

    /** Fails the call with an unexpected exception, which the executor's thread would otherwise discard. */
    private void fail(Throwable failure) {
        finish();
        result.completeExceptionally(failure);
    }

    private void pause(long nanos) {
        context.inFlight().endAt(this, state.deadline());
        if (ending == Ending.DEADLINE && nanosLeft(System.nanoTime()) > 0) {
            ending = null;
        }
        if (nanos == 0) {
            attempt();
            return;
        }
        Stage pause = new Stage();
        if (enter(pause)) {
            Runnable next = () -> {
                if (pause.settle()) {
                    attempt();
                }
            };
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, context.sender()::execute)
                    .execute(next);
        }
    }

    /** Enters a stage. If the call was ended between two stages, or the client is closed, the new stage ends. */
    private boolean enter(Stage next) {
        stage = next;
        if (context.inFlight().isClosed()) {
            ending = Ending.CLOSED;
        }
        if (ending != null) {
            endStage();
        }
        return !result.isDone();
    }

    @Override
    void end(Ending reason) {
        if (reason == Ending.DEADLINE && nanosLeft(System.nanoTime()) > 0) {
            // The deadline has moved since the watching thread read it.
            return;
        }
        ending = reason;
        // Dependent actions must block neither the watching thread nor the thread that closes the client. A custom
        // executor may never have a free thread.
        context.sender().executeAtOnce(this::endStage);
    }

    private void endStage() {
        Stage current = stage;
        Ending reason = ending;
        if (reason != null && current.settle()) {
            follow(new AttemptResult.Ended(reason, current.cancel()));
        }
    }

    /** Ends the call after its future is complete, perhaps because the caller completed it. */
    private void isOver(@Nullable Throwable failure) {
        Stage current = stage;
        if (current.settle()) {
            current.cancel();
        }
        finish();
        state.ended(failure);
    }

    /** Gives up the turn before the future completes, because dependent actions may wait for the next change. */
    private void finish() {
        context.inFlight().leave(this);
        ChangeQueue.Turn queuedTurn = turn;
        if (queuedTurn != null) {
            queuedTurn.leave();
        }
    }
}
