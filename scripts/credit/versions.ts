/** Versions that the reports carry: raised when the same input would give other figures. */
export const BACKTEST_VERSION = '1'
export const SIMULATOR_VERSION = '1'
