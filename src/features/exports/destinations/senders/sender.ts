import type { Readable } from 'node:stream'

export interface OutgoingFile {
  /** As the receiver gets it: unlike a download's name it is the export's own, so that it meets no other file. */
  name: string
  mediaType: string
  bytes: number
  sha256: string
  /** The stream fails before its end when the stored bytes are not those of the manifest. */
  open: () => Promise<Readable>
}

export interface Outgoing {
  deliveryId: string
  attempt: number
  /** The manifest last: where it lies, everything it names lies too. */
  files: OutgoingFile[]
  /** What a webhook is told. */
  event: { type: string; timestamp: string; data: Record<string, unknown> }
}

export interface Receiver<Settings, Secret> {
  id: string
  settings: Settings
  secret: Secret
}

export interface TestResult {
  passed: boolean
  message: string
  hostKey: string | null
}

/** How exports reach one kind of destination. What it throws is put into words by `problemOf`. */
export interface Sender<Settings, Secret> {
  /** Returns what to write into the log. It may be called again after any failure, and delivers once all the same. */
  deliver: (outgoing: Outgoing, to: Receiver<Settings, Secret>, signal: AbortSignal) => Promise<string>
  test: (to: Receiver<Settings, Secret>, signal: AbortSignal) => Promise<TestResult>
}

/** Why something was not delivered, as a sentence for the log. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem'
  /** Another attempt would end the same way until a person changes something. */
  readonly isFinal: boolean
  readonly mayHaveArrived: boolean
  /** How long the receiver wants to be left alone. */
  readonly retryAfterSeconds: number

  constructor(
    message: string,
    {
      isFinal = false,
      mayHaveArrived = false,
      retryAfterSeconds = 0,
    }: { isFinal?: boolean; mayHaveArrived?: boolean; retryAfterSeconds?: number | undefined } = {},
    cause?: unknown,
  ) {
    super(message, { cause })
    this.retryAfterSeconds = retryAfterSeconds
    this.isFinal = isFinal
    this.mayHaveArrived = mayHaveArrived
  }
}
