import { parentPort } from 'node:worker_threads'
import { perform, type Task } from '../../src/features/forecasting/models/panel/tasks.ts'

// A thread of the forecast bench: a task in, its forecasts out.

parentPort!.on('message', (task: Task) => parentPort!.postMessage(perform(task)))
