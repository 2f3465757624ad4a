/**
 * Who may ask what: a decision for every field of the graph's roots. Those of registers follow from their subject; every
 * other one has a line here, and a field without one fails the tests.
 */

export const ROOT_DECISIONS: Readonly<Record<string, string>> = {
  // Everybody who signed in, about themselves or about what names no one.
  ...same("own account / 本人", ["me", "endSession", "tokens", "makeToken", "revokeToken", "imports", "import"]),
  ...same("reference / 公用资料", ["hub", "codes", "organizationTree", "indicator", "indicators", "checkFormula", "searchCatalogue", "registerShapes"]), // prettier-ignore
  // Numbers: what may be counted; rows behind them: what may be read.
  ...same("figures / 数字", ["figures", "figureGrid", "figureBreakdown", "figureChanges", "figureDifference", "figureHistory", "figureLedgerRows", "figureOrigin", "progress"]), // prettier-ignore
  ...same("rows by their register / 按台账", ["node", "rowHistory", "registerSheet", "registerGroups"]),
  ...same("writes by their organization / 按单位写", ["writeFigures", "stageSelection", "setImportMapping", "commitImport", "discardImport"]), // prettier-ignore
  ...same("people, unmasked / 完整个人信息", ["exportPerson", "rectifyPerson", "erasePerson", "revealIdentity"]),
  ...same("administrators and heads / 管理员与单位负责人", ["accounts", "makeAccount", "grants", "grantRole", "revokeGrant", "assignReview", "auditEvent", "auditEvents"]), // prettier-ignore
  ...same("administrators / 管理员", ["closeAccount", "resetPassword", "endSessionsOf"]),
};

function same(decision: string, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, decision]));
}
