# With CMAKE_UNITY_BUILD, a dozen files of one layer are compiled as one: what they keep to themselves
# has names of its own in its layer.
foreach(library IN ITEMS tenure_core tenure_methods tenure)
  get_target_property(files ${library} SOURCES)
  list(FILTER files INCLUDE REGEX "[.]cpp$")
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH layer)
    math(EXPR tenure_${layer}_files "${tenure_${layer}_files} + 1")
    math(EXPR group "${tenure_${layer}_files} / 12")
    set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${layer}_${group})
  endforeach()
  set_target_properties(${library} PROPERTIES UNITY_BUILD_MODE GROUP)
endforeach()
