package io.nautes.cluster.client;

import io.nautes.cluster.client.AttemptResult.Ending;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call that no thread waits for. It is in one stage after the other: in the queue, in an attempt, in a pause. Whoever
 * settles a stage, its own end or an ending from our side, decides alone what comes next.
 *
 * @param <T> the type of the call's result
 */
// What is derived from a future here ends in the result, or in a cancellation that nobody waits for.
@SuppressWarnings("FutureReturnValueIgnored")
final class AsyncCall<T> extends CallUnderWay {
    private final Calls calls;
    private final ApiCall<T> call;
    private final CallProgress<T> progress;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile Stage stage = new Stage(false);
    private volatile @Nullable Ending ending;
    private volatile ChangeQueue.@Nullable Turn turn;
    private boolean started;

    private AsyncCall(Calls calls, ApiCall<T> call) {
        this.calls = calls;
        this.call = call;
        this.progress = calls.progress(call);
    }

    /** Starts a call. However the future is completed, by a cancellation too, the exchange ends with it. */
    static <T> CompletableFuture<T> start(Calls calls, ApiCall<T> call) {
        AsyncCall<T> async = new AsyncCall<>(calls, call);
        if (!calls.underWay().enter(async)) {
            return CompletableFuture.failedFuture(Calls.closed(call));
        }
        async.result.whenComplete((value, failure) -> async.isOver());
        async.enqueue();
        return async.result;
    }

    /** What the call is doing. */
    private static final class Stage {
        private final AtomicBoolean settled = new AtomicBoolean();
        private final boolean isExchange;
        private volatile @Nullable OutgoingRequest request;
        private volatile @Nullable CompletableFuture<HttpResponse<Reply.Body>> exchange;

        Stage(boolean isExchange) {
            this.isExchange = isExchange;
        }

        boolean settle() {
            return settled.compareAndSet(false, true);
        }

        boolean isMaybeSent() {
            OutgoingRequest sent = request;
            return isExchange && sent != null && sent.isMaybeSent();
        }

        void cancel() {
            CompletableFuture<?> running = exchange;
            if (running != null) {
                running.cancel(true);
            }
        }
    }

    private void enqueue() {
        ChangeQueue.Turn place = calls.queue(call);
        turn = place;
        Stage queued = stage;
        if (ending != null) {
            endStage();
        }
        // Neither the caller nor the one whose turn ends must wait for a token, or for a name to be resolved.
        if (place == null) {
            calls.sender().execute(() -> begin(queued));
        } else {
            place.granted().thenRunAsync(() -> begin(queued), calls.sender()::execute);
        }
        if (result.isDone() && place != null) {
            place.leave();
        }
    }

    private void begin(Stage queued) {
        if (queued.settle()) {
            startClock();
            attempt();
        }
    }

    private void startClock() {
        if (!started) {
            started = true;
            progress.start(System.nanoTime());
        }
    }

    private void attempt() {
        calls.underWay().endAt(this, progress.deadline());
        OutgoingRequest request;
        try {
            request = progress.nextRequest();
        } catch (RuntimeException e) {
            follow(new AttemptResult.NoToken(e));
            return;
        }
        Stage attempt = new Stage(true);
        if (enter(attempt)) {
            send(attempt, request);
        }
    }

    private void send(Stage attempt, OutgoingRequest request) {
        attempt.request = request;
        CompletableFuture<HttpResponse<Reply.Body>> exchange;
        try {
            exchange = calls.sender().sendAsync(request.http());
        } catch (RuntimeException e) {
            settle(attempt, request.broken(e));
            return;
        }
        attempt.exchange = exchange;
        if (attempt.settled.get() || result.isDone()) {
            exchange.cancel(true);
        }
        exchange.whenCompleteAsync(
                (response, failure) -> settle(
                        attempt,
                        failure == null
                                ? new AttemptResult.Answered(HttpSender.reply(response))
                                : request.broken(failure)),
                calls.sender()::execute);
    }

    private void settle(Stage attempt, AttemptResult outcome) {
        if (attempt.settle()) {
            Ending reason = ending;
            // What broke just when the call was ended, broke because of that.
            follow(
                    reason != null && outcome instanceof AttemptResult.Broken
                            ? new AttemptResult.Ended(reason, attempt.isMaybeSent())
                            : outcome);
        }
    }

    private void follow(AttemptResult outcome) {
        CallProgress.Step<T> step;
        try {
            step = progress.after(outcome);
        } catch (RuntimeException | Error e) {
            // Nobody would hear of it otherwise, and the future would never complete.
            finish();
            result.completeExceptionally(e);
            return;
        }
        if (step instanceof CallProgress.Step.Done<T> done) {
            finish();
            result.complete(done.value());
        } else if (step instanceof CallProgress.Step.Failed<T> failed) {
            finish();
            result.completeExceptionally(failed.failure());
        } else if (step instanceof CallProgress.Step.Again<T> again) {
            pause(again.pauseNanos());
        }
    }

    private void pause(long nanos) {
        calls.underWay().endAt(this, progress.deadline());
        if (ending == Ending.DEADLINE && nanosLeft(System.nanoTime()) > 0) {
            ending = null;
        }
        if (nanos == 0) {
            attempt();
            return;
        }
        Stage pause = new Stage(false);
        if (enter(pause)) {
            Runnable next = () -> {
                if (pause.settle()) {
                    attempt();
                }
            };
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, calls.sender()::execute)
                    .execute(next);
        }
    }

    /** An ending may have come between two stages, or be about to come; then it ends the new one. */
    private boolean enter(Stage next) {
        stage = next;
        if (calls.underWay().isClosed()) {
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
            // The watch still had the deadline before it moved.
            return;
        }
        ending = reason;
        // Whoever depends on the future must not hold up the watch, nor the one who closes the client.
        calls.sender().execute(this::endStage);
    }

    private void endStage() {
        Stage current = stage;
        Ending reason = ending;
        if (reason != null && current.settle()) {
            boolean maybeSent = current.isMaybeSent();
            current.cancel();
            startClock();
            follow(new AttemptResult.Ended(reason, maybeSent));
        }
    }

    /** Somebody completed the future, perhaps from outside. */
    private void isOver() {
        Stage current = stage;
        current.settle();
        current.cancel();
        finish();
    }

    /** Before the future completes: what depends on it may make the next change and wait for that. */
    private void finish() {
        calls.underWay().leave(this);
        ChangeQueue.Turn place = turn;
        if (place != null) {
            place.leave();
        }
    }
}
