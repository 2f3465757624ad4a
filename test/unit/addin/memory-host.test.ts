/** The host contract against memory. */
import { describe } from "@jest/globals";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { hostContract } from "./host-contract.js";

describe("A workbook in memory", () => hostContract(async () => new MemoryHost({ sheets: ["表一", "表二"] })));
