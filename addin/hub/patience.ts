/**
 * Waiting for so long, or until a person presses stop. By hand: the browser inside WPS may be older than
 * `AbortSignal.any` and `AbortSignal.timeout`, and then nothing would ever be sent.
 */

export interface Patience {
  readonly signal: AbortSignal;
  /** Nothing is waited for any more. */
  readonly end: () => void;
}

export function patienceOf(milliseconds: number, stop?: AbortSignal): Patience {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  const onStop = (): void => controller.abort(stop?.reason);
  if (stop?.aborted) onStop();
  stop?.addEventListener("abort", onStop);
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", onStop);
    },
  };
}

/** Throws what stopping means where a person has pressed stop. */
export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason instanceof Error ? signal.reason : new DOMException("stopped", "AbortError");
}
