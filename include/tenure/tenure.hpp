/// The whole C++ interface.
#pragma once

#include <tenure/attrition.hpp>
#include <tenure/budget.hpp>
#include <tenure/concentration.hpp>
#include <tenure/contracts.hpp>
#include <tenure/cycles.hpp>
#include <tenure/error.hpp>
#include <tenure/evaluation.hpp>
#include <tenure/execution.hpp>
#include <tenure/inference.hpp>
#include <tenure/model.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/privacy.hpp>
#include <tenure/record.hpp>
#include <tenure/segments.hpp>
#include <tenure/shop.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>
#include <tenure/value.hpp>
#include <tenure/version.hpp>
